/** What became of a text that a person wrote: its value, or the reason why not, fit to be shown beside the field. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
