import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Where Linux describes its power supplies. */
const linuxSupplies = '/sys/class/power_supply';

/**
 * Whether the machine runs on battery, as the system reports it without a native module: on Linux by files, on macOS by
 * `pmset`. False on other systems, and if it cannot be read.
 *
 * @param supplies for tests: the directory of the power supplies of Linux
 */
export async function readIsOnBattery(
  platform: NodeJS.Platform = process.platform,
  supplies = linuxSupplies,
): Promise<boolean> {
  try {
    if (platform === 'linux') return await readLinux(supplies);
    if (platform === 'darwin') {
      const { stdout } = await promisify(execFile)('pmset', ['-g', 'batt'], { timeout: 2000 });
      return stdout.includes("'Battery Power'");
    }
  } catch {
    // Unknown.
  }
  return false;
}

/** A battery that is discharging, and no other supply. Batteries of mice and keyboards have the scope `Device`. */
async function readLinux(supplies: string): Promise<boolean> {
  const read = async (name: string, field: string): Promise<string> => {
    const text = await readFile(path.join(supplies, name, field), 'utf8').catch(() => '');
    return text.trim();
  };
  let isDischarging = false;
  for (const name of await readdir(supplies)) {
    if ((await read(name, 'scope')) === 'Device') continue;
    const type = await read(name, 'type');
    if (type !== 'Battery' && (await read(name, 'online')) === '1') return false;
    if (type === 'Battery' && (await read(name, 'status')) === 'Discharging') isDischarging = true;
  }
  return isDischarging;
}
