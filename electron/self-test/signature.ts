/** Who vouches for a report: the laptop's own key, the one its bundles are signed with. */
import { fingerprint, sign, verify } from '../../db/crypto.ts';
import type { Identity } from '../../db/identity.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import {
  type SelfTestReport,
  type SignedSelfTestReport,
  signedSelfTestReport,
} from '../../shared/self-test/contract.ts';

type Signer = Pick<Identity, 'deviceId' | 'signPublic' | 'signSecret'>;

export function signReport(
  report: SelfTestReport,
  { deviceId, signPublic, signSecret }: Signer,
): SignedSelfTestReport {
  const signer = { deviceId, fingerprint: fingerprint(signPublic) };
  const body = { ...report, signer, unsignedBecause: null };
  return { ...body, signature: sign(signSecret, signedText(body)) };
}

export function unsigned(report: SelfTestReport, because: string): SignedSelfTestReport {
  return { ...report, signer: null, unsignedBecause: because, signature: null };
}

/**
 * Whether the saved text is a report that the laptop with this key signed, every word as it was. The key is the one
 * that is known of the laptop (its certificate), never one that comes with the report.
 */
export function isSignedBy(text: string, signPublic: string): boolean {
  let found: SignedSelfTestReport;
  try {
    found = signedSelfTestReport.parse(JSON.parse(text));
  } catch {
    return false;
  }
  const { signature, ...body } = found;
  if (signature === null || body.signer?.fingerprint !== fingerprint(signPublic)) return false;
  return verify(signPublic, signedText(body), signature);
}

/** As the file is written: legible, which does not matter to the signature. */
export function reportText(report: SignedSelfTestReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function signedText(body: Omit<SignedSelfTestReport, 'signature'>): string {
  return `DRCB self-test v1\n${canonicalJson(body)}`;
}
