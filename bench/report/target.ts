/** What was asked of the service, and what one run measured. Undefined: what it is compared with could not run here. */
export interface Target {
  what: string;
  target: string;
  measured: string;
  met: boolean | undefined;
}

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export function atLeast(what: string, limit: number, value: number | undefined, unit = '×'): Target {
  const measured = value === undefined || Number.isNaN(value) ? undefined : value;
  return {
    what,
    target: `≥ ${limit} ${unit}`,
    measured: measured === undefined ? 'not measured' : `${round(measured)} ${unit}`,
    met: measured === undefined ? undefined : measured >= limit,
  };
}

export function atMost(what: string, limit: number, value: number | undefined, unit: string): Target {
  const measured = value === undefined || Number.isNaN(value) ? undefined : value;
  return {
    what,
    target: `≤ ${limit} ${unit}`,
    measured: measured === undefined ? 'not measured' : `${round(measured)} ${unit}`,
    met: measured === undefined ? undefined : measured <= limit,
  };
}
