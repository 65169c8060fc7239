import type { AsyncApiDocument } from './asyncapi.js';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #d5dde5; }
h3 { margin-bottom: 0; font-family: ui-monospace, monospace; }
pre { background: #f4f6f8; padding: .75rem; overflow-x: auto; font-size: .85rem; }
.channel { color: #5b6b7b; font-size: .9rem; }`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** The AsyncAPI document as one plain page, without scripts. */
export function renderEventsPage(document: AsyncApiDocument): string {
  const { operations } = document;
  const section = (title: string, action: 'send' | 'receive') =>
    `<h2>${title}</h2>${Object.values(operations)
      .filter((operation) => operation.action === action)
      .flatMap((operation) =>
        operation.messages.map(({ $ref }) => renderMessage(document, $ref, operation.reply)),
      )
      .join('')}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Dealer messaging events</title><style>${STYLE}</style></head>
<body><h1>Dealer messaging events</h1>
<p>The same as JSON (AsyncAPI 3): send <code>Accept: application/json</code>. REST calls: <a href="/docs">/docs</a>.</p>
${section('From the client', 'receive')}${section('From the server', 'send')}
</body></html>`;
}

function renderMessage(
  document: AsyncApiDocument,
  reference: string,
  reply?: { messages: { $ref: string }[] },
): string {
  const [, , channel = '', , name = ''] = reference.split('/');
  const address = document.channels[channel as keyof AsyncApiDocument['channels']].address ?? '';
  const message = document.components.messages[name];
  const ackName = reply?.messages[0]?.$ref.split('/').at(-1);
  const ack = ackName === undefined ? undefined : document.components.messages[ackName];
  const example = (label: string, value: unknown) =>
    `<p class="channel">${label}</p><pre>${escape(JSON.stringify(value, null, 2))}</pre>`;
  return `<h3>${escape(name)}</h3><span class="channel">${escape(address)}</span>
<p>${escape(message?.summary ?? '')}</p>
${(message?.examples ?? []).map(({ payload }) => example('payload', payload)).join('')}
${ack ? `${example('ack', ack.examples[0]?.payload)}<p class="channel">${escape(ack.summary)}</p>` : ''}`;
}
