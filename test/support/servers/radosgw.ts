import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Child } from '../../../dev/children.ts';
import { freePort } from '../../../dev/ports.ts';
import { hasPrograms, untilAnswers, type S3Server } from './common.ts';

/** Milliseconds. */
const COMMAND_TIMEOUT = 60_000;
/** With its data in memory there is nothing to put away: what does not end at once is killed. */
const STOP_PATIENCE = 1_000;
/** How many ports the one OSD may need. */
const OSD_PORTS = 16;

const PROGRAMS = ['ceph', 'ceph-authtool', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];

export const canRunRadosgw = (): boolean => hasPrograms(PROGRAMS);

const run = promisify(execFile);

/**
 * Starts Ceph's S3 gateway on the smallest cluster that it accepts: one monitor, one OSD with its objects in memory.
 * It checks signatures and upload policies as Amazon's store does.
 * @param folder an empty folder, for the settings, keys and logs
 */
export async function startRadosgw(folder: string): Promise<S3Server> {
  const [monitorPort, osdPort, port] = [await freePort(), await freePort(OSD_PORTS), await freePort()];
  const cluster = new Cluster(folder);
  cluster.configure(monitorPort, osdPort, port);
  try {
    await cluster.start(monitorPort);
    const endpoint = `http://127.0.0.1:${port}`;
    await untilAnswers(endpoint, cluster.gateway);
    const account = {
      accessKey: randomBytes(10).toString('hex'),
      secretKey: randomBytes(20).toString('hex'),
    };
    await cluster.command('radosgw-admin', [
      ...['user', 'create', '--uid=tests', '--display-name=tests'],
      ...[`--access-key=${account.accessKey}`, `--secret-key=${account.secretKey}`],
    ]);
    return { kind: 'radosgw', endpoint, ...account, stop: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw new Error(`radosgw did not start; its logs:\n${cluster.logs()}`, { cause: error });
  }
}

class Cluster {
  private readonly id = randomUUID();
  private readonly daemons: Child[] = [];
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get gateway(): Child {
    const gateway = this.daemons.at(-1);
    if (!gateway) throw new Error('radosgw is not started yet');
    return gateway;
  }

  /** Writes the settings: one copy of everything, no standing on disk, and rounds of agreement that do not dawdle. */
  configure(monitorPort: number, osdPort: number, port: number): void {
    for (const name of ['mon', 'osd']) mkdirSync(this.path(name), { recursive: true });
    writeFileSync(
      this.path('ceph.conf'),
      `[global]
fsid = ${this.id}
mon host = [v2:127.0.0.1:${monitorPort}/0]
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
ms bind msgr1 = false
ms bind port min = ${osdPort}
ms bind port max = ${osdPort + OSD_PORTS - 1}
run dir = ${this.folder}
admin socket =
pid file =
log file =
log to stderr = true
err to stderr = true
crash dir = ${this.folder}
keyring = ${this.path('keyring')}
auth allow insecure global id reclaim = false
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail warn = 2
mon data avail crit = 1
paxos propose interval = 0.05
paxos min wait = 0.02
[mon.a]
mon data = ${this.path('mon')}
[osd.0]
osd data = ${this.path('osd')}
osd objectstore = memstore
memstore device bytes = 1073741824
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw run sync thread = false
rgw dynamic resharding = false
rgw enable usage log = false
`,
    );
  }

  async start(monitorPort: number): Promise<void> {
    await this.makeKeys();
    const map = this.path('monmap');
    await this.command('monmaptool', [
      '--create',
      '--fsid',
      this.id,
      '--addv',
      'a',
      `[v2:127.0.0.1:${monitorPort}]`,
      map,
    ]);
    await this.command('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', map]);
    await this.daemon('ceph-mon', ['-i', 'a']);
    const osd = randomUUID();
    await this.command('ceph', ['osd', 'new', osd]);
    await this.command('ceph-osd', ['--mkfs', '--osd-uuid', osd, '-i', '0']);
    // It enters itself into the map of the cluster as it starts; the gateway waits for it.
    await this.daemon('ceph-osd', ['-i', '0', '--osd-crush-update-on-start=true']);
    await this.command('ceph', ['osd', 'crush', 'add', 'osd.0', '1.0', 'host=localhost', 'root=default']);
    await this.daemon('radosgw', ['-n', 'client.rgw']);
  }

  /** Runs one of Ceph's programs to its end. @throws Error with what it said */
  async command(program: string, args: string[]): Promise<void> {
    await run(program, ['-c', this.path('ceph.conf'), ...args], { timeout: COMMAND_TIMEOUT });
  }

  async stop(): Promise<void> {
    await Promise.all(this.daemons.map((daemon) => daemon.stop(STOP_PATIENCE)));
  }

  logs(): string {
    return this.daemons
      .map(({ name }) => `${name}: ${readFileSync(this.path(`${name}.log`), 'utf8').slice(-2000)}`)
      .join('\n');
  }

  private async makeKeys(): Promise<void> {
    const keyring = this.path('keyring');
    const all = ['mon', 'osd', 'mgr'].flatMap((part) => ['--cap', part, 'allow *']);
    const keys: [name: string, capabilities: string[]][] = [
      ['mon.', ['--cap', 'mon', 'allow *']],
      ['client.admin', all],
      ['osd.0', ['--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *']],
      ['client.rgw', ['--cap', 'mon', 'allow rwx', '--cap', 'osd', 'allow rwx']],
    ];
    writeFileSync(keyring, '');
    for (const [name, capabilities] of keys) {
      await run('ceph-authtool', [keyring, '--gen-key', '-n', name, ...capabilities]);
    }
  }

  private async daemon(program: string, args: string[]): Promise<void> {
    const output = openSync(this.path(`${program}.log`), 'w');
    this.daemons.push(
      await Child.start(program, program, ['-c', this.path('ceph.conf'), ...args, '-f'], {
        cwd: this.folder,
        stdio: ['ignore', output, output],
      }),
    );
    closeSync(output);
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}
