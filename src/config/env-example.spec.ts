import { readFileSync } from 'node:fs';
import { readEnvironment } from './environment.js';

const REQUIRED = {
  DATABASE_URL: 'postgresql://chat:pw@127.0.0.1/chat',
  JWT_SECRET: 'f2c1a9d84b7e6053f2c1a9d84b7e6053',
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY: 'key',
  S3_SECRET_KEY: 'another-key',
  S3_BUCKET: 'chat-files',
  CORS_ORIGINS: 'https://app.galeri.test',
};

/** The example's settings: `NAME=` for a required one, `#NAME=default` for an optional one. */
const settings = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line))
  .filter((match) => match !== null)
  .map(([, mark, name = '', value = '']) => ({ name, value, optional: mark === '#' }));

describe('.env.example', () => {
  it('names every setting of the service once, and no other', () => {
    const names = settings.map(({ name }) => name).toSorted();
    expect(names).toEqual(Object.keys(readEnvironment(REQUIRED)).toSorted());
  });

  it('marks as required exactly what the start refuses to do without', () => {
    const required = settings.filter(({ optional }) => !optional).map(({ name }) => name);
    for (const { name } of settings.filter(({ name }) => !name.startsWith('JWT_'))) {
      const start = () => readEnvironment({ ...REQUIRED, [name]: '' });
      if (required.includes(name)) expect(start).toThrow(`${name}: is required`);
      else expect(start).not.toThrow();
    }
  });

  it('shows the defaults as they are', () => {
    const shown = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
    expect({ ...readEnvironment({ ...shown, ...REQUIRED }) }).toEqual({ ...readEnvironment(REQUIRED) });
    const withDefault = Object.entries(readEnvironment(REQUIRED))
      .filter(([name, value]) => !(name in REQUIRED) && value !== undefined && String(value) !== '')
      .map(([name]) => name);
    for (const name of withDefault) expect([name, shown[name]]).not.toEqual([name, '']);
  });
});
