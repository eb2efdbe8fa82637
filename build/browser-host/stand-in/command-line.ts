/** `electron.app.commandLine`: Chromium's switches, of which the program reads its own. */
import type { CommandLine } from 'electron';
import { strict } from './strict.ts';

type Members = Pick<
  CommandLine,
  'appendSwitch' | 'appendArgument' | 'getSwitchValue' | 'hasSwitch' | 'removeSwitch'
>;

function readSwitches(argv: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const argument of argv.slice(2)) {
    if (argument === '--') break;
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (match?.[1]) found.set(match[1].toLowerCase(), match[2] ?? '');
  }
  return found;
}

const switches = readSwitches(process.argv);

const members: Members = {
  appendSwitch: (name, value = '') => {
    switches.set(name.toLowerCase(), value);
  },
  appendArgument: () => {},
  getSwitchValue: (name) => switches.get(name.toLowerCase()) ?? '',
  hasSwitch: (name) => switches.has(name.toLowerCase()),
  removeSwitch: (name) => {
    switches.delete(name.toLowerCase());
  },
};

export const commandLine = strict(members, 'app.commandLine');
