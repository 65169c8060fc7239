/** Back to a message that a menu was opened on, unless what was chosen there has moved the focus itself. */
export function focusMessage(seq: number): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (
      activeElement !== null &&
      activeElement !== document.body &&
      activeElement.closest('[data-seq]') === null
    ) {
      return;
    }
    document.querySelector<HTMLElement>(`[data-seq="${seq}"]`)?.focus({ preventScroll: true });
  });
}
