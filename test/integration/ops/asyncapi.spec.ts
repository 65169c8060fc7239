import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { buildAsyncApi } from '../../../src/docs/index.js';
import { DocumentSchemas } from './document-schemas.js';

/** Errors and warnings, by the parser's numbers. */
const WORRYING = new Set<number>([0, 1]);

const document = buildAsyncApi();
const messages = Object.values(document.components.messages);

/** The names that an interface of the contract declares, from its source: types leave nothing to ask at run time. */
function eventsOf(interfaceName: string): string[] {
  const source = readFileSync(new URL('../../../src/contracts/socket.ts', import.meta.url), 'utf8');
  const [, body = ''] = new RegExp(`interface ${interfaceName} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source) ?? [];
  return [...body.matchAll(/^ {2}(\w+): \(/gm)].map(([, name = '']) => name);
}

const described = (action: 'send' | 'receive'): Set<string | undefined> =>
  new Set(
    Object.values(document.operations)
      .filter((operation) => operation.action === action)
      .flatMap((operation) => operation.messages.map(({ $ref }) => $ref.split('/').at(-1))),
  );

const problems = async (candidate: object): Promise<string[]> => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(candidate));
  return diagnostics
    .filter(({ severity }) => WORRYING.has(severity))
    .map((d) => `${d.path.join('.')}: ${d.message}`);
};

describe('the AsyncAPI document', () => {
  it('is a valid document of AsyncAPI 3', async () => {
    expect(await problems(document)).toEqual([]);
    expect(
      await problems({ ...document, channels: { socket: { messages: { gone: { $ref: '#/nowhere' } } } } }),
    ).not.toEqual([]);
  });

  it('describes every event that a client may send, each with its ack', () => {
    const names = eventsOf('ClientToServerEvents');
    expect(names).toContain('join_room');
    expect(described('receive')).toEqual(new Set(names));
    for (const name of names) {
      expect(document.operations[name]?.reply?.messages).toEqual([
        { $ref: `#/channels/socket/messages/${name}_ack` },
      ]);
    }
  });

  it('describes every event that the server sends', () => {
    const names = eventsOf('ServerToClientEvents');
    expect(names).toContain('new_message');
    expect(described('send')).toEqual(new Set(names));
  });

  it.each(messages)('gives examples of $name that its schema accepts', ({ name, examples }) => {
    const schemas = new DocumentSchemas(document);
    expect(examples.length).toBeGreaterThan(0);
    for (const { payload } of examples) {
      expect(schemas.faults(['components', 'messages', name, 'payload'], payload)).toEqual([]);
    }
  });
});
