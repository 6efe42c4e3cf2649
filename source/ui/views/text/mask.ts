import { secretMask } from '../../../domain/registry/secrets.js';
import type { Glyphs } from '../../glyphs.js';

/** The mask of a secret in the terminal's characters. */
export const maskOf = ({ ellipsis }: Glyphs): string => (ellipsis === '…' ? secretMask : '******');
