/** What only the host can tell, in words. The browser host is told apart: it proves nothing about Electron. */
import type { SelfTestCheck } from '../../shared/self-test/contract.ts';
import { fuseChecks, type FuseReading } from './fuses.ts';

export interface HostFacts {
  readonly host: 'electron' | 'browser-host';
  /** Evaluated in the program's page: which of Node's names it can see, and the bridge's members. Null: no page came. */
  readonly page: { readonly nodeNames: readonly string[]; readonly bridge: readonly string[] } | null;
  /** Whether each renderer process runs in the sandbox; empty where the system does not tell. */
  readonly sandboxed: readonly boolean[];
  /** `seals`: whether it protects anything, so that this computer's key file is sealed by it. */
  readonly keyring: { readonly name: string; readonly seals: boolean };
  readonly fuses: FuseReading;
  /** Built for release; a developer's start is not judged by its fuses. */
  readonly isPackaged: boolean;
}

/** Evaluated in the page: yields `HostFacts['page']`. */
export const pageProbe = `({
  nodeNames: ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
  bridge: Object.keys(globalThis.desk ?? {}),
})`;

const bridge = 'call,onChanged,onProgress,onSettle';

export function hostChecks(facts: HostFacts): SelfTestCheck[] {
  const { page, sandboxed } = facts;
  const isNarrow = page !== null && page.nodeNames.length === 0 && page.bridge.toSorted().join() === bridge;
  const isElectron = facts.host === 'electron';
  const elsewhere = '浏览器宿主不能说明 Electron 的情况';
  return [
    {
      name: 'page.isolated',
      label: '界面与系统隔离',
      outcome: !isNarrow ? 'failed' : isElectron ? 'passed' : 'unknown',
      detail: isNarrow
        ? isElectron
          ? '界面只能看到约定的四个接口'
          : elsewhere
        : page === null
          ? '界面没有打开'
          : `界面能看到 ${[...page.nodeNames, ...page.bridge].join()}`,
    },
    {
      name: 'page.sandboxed',
      label: '界面进程沙箱',
      outcome:
        !isElectron || sandboxed.length === 0 ? 'unknown' : sandboxed.every(Boolean) ? 'passed' : 'failed',
      detail: isElectron ? (sandboxed.length === 0 ? '本系统不提供这项信息' : '') : elsewhere,
    },
    {
      name: 'keyring.backend',
      label: '系统密钥环',
      outcome: isElectron && facts.keyring.seals ? 'passed' : 'unknown',
      detail: isElectron
        ? facts.keyring.seals
          ? `${facts.keyring.name}，密钥文件由它和口令一起保护`
          : `${facts.keyring.name}，本系统没有可靠的密钥环，密钥只由口令保护`
        : elsewhere,
    },
    ...fuseChecks(facts.fuses, facts.isPackaged),
  ];
}
