/** Result of parsing a user's text: its value, or the message to show beside the field. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
