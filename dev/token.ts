import { parseArgs } from 'node:util';
import { readSettings } from './settings.ts';
import { signToken, type TokenRequest } from './sign.ts';

const USAGE = `npm run token -- --user <uuid> --gallery <uuid> [--gallery <uuid> …] [--role dealer|support|admin|service] [--hours 24]
Signs a token for development and prints it. Role service needs no gallery.`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ROLES = ['dealer', 'support', 'admin', 'service'];

try {
  console.log(signToken(readRequest(), findSecret()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function readRequest(): TokenRequest {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'In production tokens come from the marketplace; this signs none when NODE_ENV is production.',
    );
  }
  const { values } = parseArgs({
    options: {
      user: { type: 'string' },
      gallery: { type: 'string', multiple: true, default: [] },
      role: { type: 'string' },
      hours: { type: 'string', default: '24' },
    },
  });
  const { user, gallery, role } = values;
  const hours = Number(values.hours);
  if (user === undefined || (gallery.length === 0 && role !== 'service')) throw new Error(USAGE);
  for (const id of [user, ...gallery])
    if (!UUID.test(id)) throw new Error(`"${id}" is not a UUID.\n${USAGE}`);
  if (role !== undefined && !ROLES.includes(role)) throw new Error(`"${role}" is not a role.\n${USAGE}`);
  if (!(hours > 0)) throw new Error(`"${values.hours}" is not a number of hours.\n${USAGE}`);
  return { userId: user, galleryIds: gallery, role, hours };
}

function findSecret(): string {
  const secret = process.env.JWT_SECRET || readSettings()?.jwtSecret;
  if (!secret) throw new Error('There is no key to sign with: set JWT_SECRET, or run scripts/start once.');
  return secret;
}
