import * as v8 from 'node:v8';

/** The V8 of Node 20: its optimizer counts bytecode, and it can compact at a collection. */
export const v8OfNode20 = /^11\./;
/** Those of Node 20, 22 and 24. */
export const v8OfKnownNodes = /^1[123]\./;

/** Sets a flag of V8 where its version is `known`: one that does not know a flag says so on the terminal. */
export function setFlag(flag: string, known: RegExp): void {
	if (known.test(process.versions.v8)) {
		v8.setFlagsFromString(flag);
	}
}
