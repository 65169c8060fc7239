/**
 * Lists as PostgreSQL reads them. The driver writes lists too, but asks of each value what it might be, which takes longer
 * than all else that it does for a statement with many values.
 */

/** @param values checked to be UUIDs: they are written as they are */
export const uuidArray = (values: (string | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

export const textArray = (values: (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;

export const byteaArray = (values: Buffer[]): string =>
  `{${values.map((value) => `"\\\\x${value.toString('hex')}"`).join(',')}}`;
