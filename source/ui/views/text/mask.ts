import { secretMask } from '../../../domain/registry/secrets.js';
import type { Glyphs } from '../../glyphs.js';

/** Stands for a secret of any length, so that its length stays secret, too. */
export const maskOf = ({ ellipsis }: Glyphs): string => (ellipsis === '…' ? secretMask : '******');
