/** Bundles on their way. */
import type { Party } from '../../db/party.ts';
import type { ParsedOperation } from '../../db/log/integrate.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';
import type { DeskName } from './plan.ts';

/** A bundle as it lies on a stick. */
export interface PostedBundle {
  readonly from: DeskName;
  /** The step in which it was written. */
  readonly step: number;
  readonly to: Party;
  readonly header: BundleHeader;
  readonly manifest: BundleManifest;
  readonly operations: readonly ParsedOperation[];
  readonly recipients: readonly string[];
  readonly signer: { readonly deviceId: string; readonly signSecret: string };
}

/** Every operation of a run once, however many bundles carry it: parsing is pure. */
export type OperationCache = Map<string, ParsedOperation>;
