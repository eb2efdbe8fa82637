/** The words of `npm run bundle`. */
import type { Outside } from './inspect.ts';
import type { BundleVerdict } from './verify.ts';
import { localDateTime } from '../../shared/clock.ts';
import { errorText } from '../../shared/errors.ts';
import type { Party } from '../../shared/exchange/wire.ts';

export const usage = `数据包工具（供技术支持使用，只读，不改动任何文件）

  npm run bundle -- inspect 文件
      看未加密的文件头：发给谁、谁发的、月份、大小、电脑识别码。不需要密钥，内容未经验证。

  npm run bundle -- verify 文件 --key 密钥文件 [--city 市级公钥]
      用密钥打开并核验整个数据包，用一句话说明结论。密钥文件可以是 age 密钥（AGE-SECRET-KEY-1…）、
      市级恢复文件；数据包用口令加密时，第一行写口令。

结论为有效时退出码为 0，数据包有问题为 1，命令或密钥文件有问题为 2。
编译程序请用 npm run build。`;

const number = (value: number): string => value.toLocaleString('en-US');

function size(bytes: number): string {
  if (bytes < 1024) return `${number(bytes)} 字节`;
  const isLarge = bytes >= 1024 * 1024;
  const short = isLarge ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${(bytes / 1024).toFixed(1)} KB`;
  return `${number(bytes)} 字节（${short}）`;
}

function partyText({ side, townId, name }: Party): string {
  return side === 'city' ? `${name}（市级）` : `${name}（镇区，编号 ${townId}）`;
}

const closingText = {
  ok: '完整（封尾校验和一致）',
  truncated: '不完整：没有封尾，可能没有复制完',
  damaged: '已损坏：封尾校验和不一致',
} as const;

export function outsideText(path: string, outside: Outside): string {
  const { header, lock, recipients, closing } = outside;
  const rows: readonly (readonly [label: string, value: string])[] = [
    ['文件', path],
    ['大小', size(outside.bytes)],
    ['外层校验', closingText[closing]],
    ...(closing === 'ok' ? [['SHA-256', outside.fileSha256] as const] : []),
    ['格式', `版本 ${header.v}，最低可读版本 ${header.minReader}`],
    ['数据包编号', header.bundleId],
    ['发送方', partyText(header.from)],
    ['电脑识别码', header.from.fingerprint],
    ['接收方', partyText(header.to)],
    ['月份', header.month],
    ['分卷', `第 ${header.part.index} 卷，共 ${header.part.count} 卷`],
    ['导出时间', localDateTime(header.createdAtMs)],
    ['加密方式', lock === 'passphrase' ? '口令' : `接收方电脑的密钥（${recipients} 把）`],
    ['各段长度', `文件头 ${number(outside.preambleBytes)} 字节，密文 ${number(outside.sealedBytes)} 字节`],
  ];
  const lines = rows.map(([label, value]) => `${label.padEnd(12 - widened(label), ' ')}${value}`);
  return `${lines.join('\n')}\n\n以上取自未加密的文件头，尚未核验签名；核验请用 verify。`;
}

/** Chinese characters take two columns. */
const widened = (label: string): number => label.match(/[\u4e00-\u9fff]/g)?.length ?? 0;

export function verdictText(verdict: BundleVerdict): string {
  if (verdict.verdict === 'refused') return errorText(verdict.code, verdict.details);
  const { header, sender, fingerprint, operations, attachments } = verdict;
  const from = header.from.name;
  const holds = `含 ${number(operations.length)} 条记录、${number(attachments.length)} 个附件`;
  switch (sender) {
    case 'certificate':
      return `数据包完整有效，由${from}经市里登记的电脑签名（电脑识别码 ${fingerprint}），${holds}。`;
    case 'enrolment':
      return `数据包完整，由持有邀请的${from}新电脑签名（电脑识别码 ${fingerprint}），${holds}；导入前须由市里核对电脑识别码。`;
    case 'claim':
      return verdict.manifest.sender.certificate
        ? `数据包完整，签名与其自带的证书一致（${from}，电脑识别码 ${fingerprint}），${holds}；没有提供市级公钥，证书是否由市里签发未核对。`
        : `数据包完整，签名与其登记申请一致（${from}，电脑识别码 ${fingerprint}），${holds}；发送电脑尚无证书，身份须由市里核对电脑识别码确认。`;
  }
}
