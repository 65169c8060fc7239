import { spawnSync } from 'node:child_process';

/** Whom to run a program as; empty for oneself. Fits into the options of `spawn`. */
export interface SystemUser {
  uid?: number;
  gid?: number;
}

/**
 * For root: the ids of an unprivileged user of that name, who is made when missing. For everyone else: oneself.
 * @throws Error when the user can be neither found nor made
 */
export function systemUser(name: string): SystemUser {
  if (process.getuid?.() !== 0) return {};
  const find = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  if (find('-u').status !== 0) {
    const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name];
    const { error, stderr } = spawnSync('useradd', args, { encoding: 'utf8' });
    if (find('-u').status !== 0) {
      throw new Error(
        `As root a user "${name}" is needed, and it could not be made: ${error?.message ?? stderr}`,
      );
    }
  }
  return { uid: Number(find('-u').stdout), gid: Number(find('-g').stdout) };
}
