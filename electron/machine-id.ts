/** The id the operating system gives this machine: a desk folder copied to another one finds another id there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** '' where it cannot be had: then a copy is not told by it. Takes some tens of milliseconds on Windows and macOS. */
export function readMachineId(platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case 'win32':
      return windowsMachineGuid(
        output(join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe'), [
          'query',
          'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
          '/v',
          'MachineGuid',
          '/reg:64',
        ]),
      );
    case 'darwin':
      return macPlatformUuid(output('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']));
    default:
      return linuxMachineId(['/etc/machine-id', '/var/lib/dbus/machine-id']);
  }
}

/** Of what `reg query` prints. */
export function windowsMachineGuid(printed: string): string {
  return /MachineGuid\s+REG_SZ\s+([0-9A-Za-z-]{8,})/.exec(printed)?.[1]?.toLowerCase() ?? '';
}

/** Of what `ioreg` prints. */
export function macPlatformUuid(printed: string): string {
  return /"IOPlatformUUID"\s*=\s*"([0-9A-Za-z-]{8,})"/.exec(printed)?.[1]?.toLowerCase() ?? '';
}

/** The first of the files that holds an id; one that says `uninitialized` (a machine's very first start) holds none. */
export function linuxMachineId(files: readonly string[]): string {
  for (const file of files) {
    let text = '';
    try {
      text = readFileSync(file, 'utf8').trim();
    } catch {
      continue;
    }
    if (/^[0-9a-f]{32}$/.test(text)) return text;
  }
  return '';
}

function output(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: 5000,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
