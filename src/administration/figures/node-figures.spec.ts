import type { NodeFigures } from '../../contracts/index.js';
import { readNodeFigures, sumOfRates } from './node-figures.js';

const FIGURES: NodeFigures = {
  node_id: '0199a1b0-7c1e-7d52-9b1c-5f0e7a6b2c11',
  version: '1.0.0',
  started_at: '2026-01-15T10:00:00.000Z',
  sockets: 12,
  messages_per_second: { last_10_seconds: 0.1, last_minute: 0.2 },
};

describe('the figures of a node', () => {
  it('are read as they were said', () => {
    expect(readNodeFigures(JSON.stringify(FIGURES))).toEqual(FIGURES);
  });

  it.each([
    '',
    'null',
    '5',
    '[]',
    '{"sockets":',
    JSON.stringify({ ...FIGURES, sockets: '12' }),
    JSON.stringify({ ...FIGURES, messages_per_second: null }),
    JSON.stringify({ ...FIGURES, messages_per_second: { last_minute: 1 } }),
    JSON.stringify({ ...FIGURES, node_id: undefined }),
  ])('are left out when they are none: %s', (words) => {
    expect(readNodeFigures(words)).toBeUndefined();
  });

  it('are added up without the dust of fractions', () => {
    expect(sumOfRates([FIGURES, FIGURES, FIGURES])).toEqual({ last_10_seconds: 0.3, last_minute: 0.6 });
  });
});
