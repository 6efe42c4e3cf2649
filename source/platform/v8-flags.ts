import * as v8 from 'node:v8';

/** Matches the V8 of Node 20: its optimizer counts bytecode, and it can compact at a collection. */
export const v8OfNode20 = /^11\./;
/** Matches the V8 of Node 20, 22 and 24. */
export const v8OfKnownNodes = /^1[123]\./;

/** Sets a flag of V8 for matching versions only: V8 prints an error on the terminal about a flag that it does not know. */
export function setFlag(flag: string, versions: RegExp): void {
	if (versions.test(process.versions.v8)) {
		v8.setFlagsFromString(flag);
	}
}
