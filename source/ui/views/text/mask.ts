import type { Glyphs } from '../../glyphs.js';

/** What stands for a secret; always of one length, so that it tells nothing of the value. */
export const maskOf = ({ ellipsis }: Glyphs): string => (ellipsis === '…' ? '••••••' : '******');
