/** Moves the focus to a form's field: to the control itself, or to the first one of a group. */
export function focusField(field: HTMLElement | null | undefined): void {
  const control = field?.matches('input, select, textarea') ? field : field?.querySelector('input, select, textarea')
  if (control instanceof HTMLElement) control.focus()
}
