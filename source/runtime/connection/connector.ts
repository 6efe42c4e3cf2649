import type { Container } from '../../domain/nouns/container.js';
import type { Attempt, DockerContext } from '../../domain/nouns/host.js';
import type { Engine, TerminalProgram } from '../../engine/engine.js';

/** The engine to open: that of the command line and environment, of a context, of a host, or the demo. */
export type Target = 'default' | 'demo' | { readonly context: string } | { readonly host: string };

export type Opened = {
	readonly engine?: Engine;
	readonly attempts: readonly Attempt[];
	readonly readOnly: boolean;
	/** The containers at the time of the first ping: shown until the first list comes. */
	readonly containers?: Promise<readonly Container[] | undefined>;
};

/** Finds and opens engines; made at the start from the adapter, the demo engine and the read-only guard. */
export interface Connector {
	/** Resolves to an engine that answered, or to why each candidate did not. Rejects for a target that makes no sense. */
	open(target: Target, signal: AbortSignal): Promise<Opened>;
	contexts(): Promise<readonly DockerContext[]>;
	/**
	 * The program that logs in at an `ssh://` address in the terminal; the next `open` of the address uses that login. Rejects
	 * for a wrong address; undefined where there is no ssh.
	 */
	logIn?(url: string): Promise<TerminalProgram>;
}
