import { secretMask } from '../../../domain/registry/secrets.js';
import type { Glyphs } from '../../glyphs.js';

/** Stands for a secret; always of one length, which gives nothing of the value away. */
export const maskOf = ({ ellipsis }: Glyphs): string => (ellipsis === '…' ? secretMask : '******');
