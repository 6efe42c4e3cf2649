/** Shells that are tried, the most comfortable first. */
export const shells: readonly string[] = ['bash', 'ash', 'sh'];
