import type { Attempt, Endpoint, Host } from '../../../domain/nouns/host.js';

/** Something that was looked for: its value, or the words of the failure. */
export type Found<T> = { readonly value: T } | { readonly failure: string };

export type TerminalFacts = {
	readonly stdin: boolean;
	readonly stdout: boolean;
	readonly size: { readonly columns: number; readonly rows: number } | undefined;
	/** Undefined when there is no terminal to ask. */
	readonly answers: Answers | undefined;
};

type Answers = {
	readonly attributes: string | undefined;
	readonly version: string | undefined;
	readonly foreground: string | undefined;
	readonly background: string | undefined;
	readonly kittyKeyboard: number | undefined;
	readonly synchronizedUpdate: boolean | undefined;
};

export type EngineFacts = {
	readonly endpoint: Endpoint;
	readonly readOnly: boolean;
	readonly host: Found<Host>;
	/** Milliseconds of each ping that was answered. */
	readonly pings: readonly number[];
	readonly compose: Found<string>;
};

/** Everything that the page is made of, as it was found. */
export type Facts = {
	readonly version: string;
	/** The file of the program. */
	readonly program: string;
	readonly machine: string;
	readonly runtime: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly home: string;
	/** The value of `--host`. */
	readonly address: string | undefined;
	readonly terminal: TerminalFacts;
	readonly isUtf8: boolean;
	readonly colours: { readonly depth: number; readonly by: string; readonly theme: string };
	readonly config: { readonly path: string; readonly exists: boolean; readonly problems: readonly string[] };
	readonly docker: { readonly folder: string; readonly warning: string | undefined };
	/** The chosen context and the setting that chose it, in the words of `docker context`. */
	readonly context: Found<{ readonly name: string; readonly origin: string }>;
	/** The engine, or why none answers. */
	readonly engine: EngineFacts | { readonly attempts: readonly Attempt[] } | { readonly failure: string };
	/** The first line of `docker --version` and of `docker buildx version`. */
	readonly cli: Found<string>;
	readonly buildx: Found<string>;
};
