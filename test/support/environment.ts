/** What the global setup handed over. @throws Error when the test runs without it */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this test belongs into the integration or e2e project.`);
  return value;
}
