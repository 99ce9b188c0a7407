/** Moves the focus to a form's field: to the control itself, or to the first one of a group. */
export function focusField(field: HTMLElement | null | undefined): void {
  const control = field?.matches('input, select, textarea') ? field : field?.querySelector('input, select, textarea')
  if (control instanceof HTMLElement) focusWhenUnlocked(control)
}

// A form is locked while it asks the server, and what is locked cannot have the focus: it is unlocked with one of the
// next paints after the answer.
function focusWhenUnlocked(control: HTMLElement): void {
  if (!control.isConnected) return
  if (control.matches(':disabled')) requestAnimationFrame(() => focusWhenUnlocked(control))
  else control.focus()
}
