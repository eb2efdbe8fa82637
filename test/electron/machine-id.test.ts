import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linuxMachineId, macPlatformUuid, windowsMachineGuid } from '../../electron/machine-id.ts';
import { temporaryFolder } from '../support/database.ts';

describe("the machine's id", () => {
  it('is read from what Windows prints', () => {
    const printed =
      '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n' +
      '    MachineGuid    REG_SZ    0F1E2D3C-4b5a-6978-8796-a5b4c3d2e1f0\r\n\r\n';
    expect(windowsMachineGuid(printed)).toBe('0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0');
    expect(windowsMachineGuid('错误: 系统找不到指定的注册表项或值。')).toBe('');
  });

  it('is read from what macOS prints', () => {
    const printed = '    "IOPlatformUUID" = "ABCDEF01-2345-6789-ABCD-EF0123456789"\n';
    expect(macPlatformUuid(printed)).toBe('abcdef01-2345-6789-abcd-ef0123456789');
    expect(macPlatformUuid('')).toBe('');
  });

  it('is read from the first file that holds one on Linux', () => {
    const folder = temporaryFolder();
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    expect(linuxMachineId([first, second])).toBe('');
    writeFileSync(second, `${'5'.repeat(32)}\n`);
    expect(linuxMachineId([first, second])).toBe('5'.repeat(32));
    writeFileSync(first, 'uninitialized\n');
    expect(linuxMachineId([first, second])).toBe('5'.repeat(32));
  });
});
