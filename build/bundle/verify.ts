/** Verifies a bundle file as the program does, outside a desk: with whatever keys and trust the caller has. */
import type { AgeKey } from '../../db/age.ts';
import { fingerprint } from '../../db/crypto.ts';
import { openBundle, type VerifiedBundle } from '../../db/exchange/container/read.ts';
import { certifiedSenderKey, verifyEnrolmentProof } from '../../db/exchange/identity.ts';
import { parseOperation } from '../../db/log/integrate.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';

export interface Trust {
  /** The city's public signing key; without it a certificate is only held against itself. */
  readonly citySignPublic?: string;
  readonly invitations?: readonly {
    readonly invitationId: string;
    readonly token: string;
    readonly townId: string;
  }[];
}

/** How the sender's key is known. */
export type SenderProof =
  /** by a certificate of the trusted city */
  | 'certificate'
  /** by the proof of a known invitation */
  | 'enrolment'
  /** by a certificate or an enrolment that nobody vouched for */
  | 'claim';

export type BundleVerdict =
  | {
      readonly verdict: 'genuine';
      readonly header: BundleHeader;
      readonly manifest: BundleManifest;
      readonly sender: SenderProof;
      readonly fingerprint: string;
      /** Ids in order of appearance. */
      readonly operations: readonly string[];
      readonly attachments: readonly { readonly sha256: string; readonly size: number }[];
    }
  | { readonly verdict: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails };

/** Reads everything; what is expected to go wrong is a verdict, anything else is thrown. */
export async function verifyBundle(path: string, key: AgeKey, trust: Trust): Promise<BundleVerdict> {
  let sender: SenderProof = 'claim';
  let bundle: VerifiedBundle | undefined;
  try {
    bundle = await openBundle({
      path,
      key,
      resolveSender: (manifest, header) => {
        const found = resolveSender(manifest, header, trust);
        if (!found) return 'unknown';
        sender = found.proof;
        return { publicKey: found.publicKey };
      },
    });
    const operations: string[] = [];
    const attachments: { sha256: string; size: number }[] = [];
    for await (const batch of bundle.contents()) {
      if (batch.kind === 'operations')
        for (const line of batch.lines) operations.push(parseOperation(line).id);
      else if (batch.isLast) attachments.push({ sha256: batch.sha256, size: batch.size });
    }
    const { header, manifest, publicKey } = bundle;
    const print = fingerprint(publicKey);
    return { verdict: 'genuine', header, manifest, sender, fingerprint: print, operations, attachments };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { verdict: 'refused', code: error.code, details: error.details };
  } finally {
    await bundle?.close();
  }
}

function resolveSender(
  manifest: BundleManifest,
  header: BundleHeader,
  { citySignPublic, invitations = [] }: Trust,
): { readonly proof: SenderProof; readonly publicKey: string } | undefined {
  const { certificate, enrolment, deviceId } = manifest.sender;
  if (citySignPublic !== undefined) {
    const publicKey = certifiedSenderKey(manifest, header, citySignPublic);
    if (publicKey !== undefined) return { proof: 'certificate', publicKey };
  }
  const invited = invitations.find(({ invitationId }) => invitationId === enrolment?.invitationId);
  const isInvited =
    enrolment &&
    invited &&
    enrolment.deviceId === deviceId &&
    invited.townId === enrolment.townId &&
    header.from.townId === enrolment.townId &&
    header.from.side === 'town' &&
    verifyEnrolmentProof(invited.token, enrolment);
  if (isInvited) return { proof: 'enrolment', publicKey: enrolment.signPublic };
  const claimed = certificate ?? enrolment;
  if (!claimed || claimed.deviceId !== deviceId) return undefined;
  // With a trusted key at hand a certificate of another city is no proof; an enrolment has nothing to check it by.
  if (certificate && citySignPublic !== undefined) return undefined;
  return { proof: 'claim', publicKey: claimed.signPublic };
}
