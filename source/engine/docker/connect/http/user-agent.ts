import { version } from '../../../../../package.json';

/** The engine writes it into its log. */
export const userAgent = `plimsoll/${version}`;
