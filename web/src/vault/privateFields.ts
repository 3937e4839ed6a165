/**
 * Browsers write what stands in a form into their own session files, in plain, to bring it back after
 * a crash. Here that is done by drafts, sealed: every field asks the browser to keep its hands off.
 */
export function keepFieldsPrivate(): void {
  window.addEventListener('focusin', (event) => {
    const field = event.target
    const typed = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
    if (typed && !field.hasAttribute('autocomplete')) field.setAttribute('autocomplete', 'off')
  }, { capture: true })
}
