import type { MessageRates, NodeFigures } from '../../contracts/index.js';

/** What a node has said of itself. @returns undefined for what no node of this version says */
export function readNodeFigures(words: string): NodeFigures | undefined {
  try {
    const said: unknown = JSON.parse(words);
    return isNodeFigures(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The sums of the rates. */
export const sumOfRates = (nodes: Pick<NodeFigures, 'messages_per_second'>[]): MessageRates => ({
  last_10_seconds: sum(nodes.map((node) => node.messages_per_second.last_10_seconds)),
  last_minute: sum(nodes.map((node) => node.messages_per_second.last_minute)),
});

export const sum = (numbers: number[]): number => rounded(numbers.reduce((one, other) => one + other, 0));

/** To hundredths. */
export const rounded = (number: number): number => Math.round(number * 100) / 100;

function isNodeFigures(said: unknown): said is NodeFigures {
  if (typeof said !== 'object' || said === null) return false;
  const { node_id, version, started_at, sockets, messages_per_second } = said as Partial<NodeFigures>;
  return (
    [node_id, version, started_at].every((one) => typeof one === 'string') &&
    [sockets, messages_per_second?.last_10_seconds, messages_per_second?.last_minute].every(Number.isFinite)
  );
}
