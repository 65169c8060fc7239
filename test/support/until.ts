/** Milliseconds: generous, since a test that waits for nothing is red anyway. */
const PATIENCE = 20_000;
const LOOK = 20;

/** Resolves once `holds` answers true; for what tells nobody that it has happened. @throws Error when it never does */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; !(await holds());) {
    if (Date.now() > deadline)
      throw new Error(`It did not come about within ${PATIENCE / 1_000} s: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
