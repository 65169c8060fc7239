/** Milliseconds. */
const PATIENCE = 15_000;
const LOOK = 50;

/**
 * What a page shows comes by and by, and nothing tells of it: looks again and again until it is as asked for.
 * @throws Error with what there was instead
 */
export async function eventually<T>(
  look: () => Promise<T>,
  is: (seen: T) => boolean,
  patience = PATIENCE,
): Promise<T> {
  for (const deadline = Date.now() + patience; ;) {
    const seen = await look();
    if (is(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`It did not come to be; there is: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
