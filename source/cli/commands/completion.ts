import { parseArgs } from 'node:util';
import { programFlags, type Shell } from '../command-line/table.js';
import { createConnector } from '../engine/connector.js';
import type { Sources } from '../tools/tools.js';

/** A user who presses Tab waits this long for the engine at most, unless PLIMSOLL_COMPLETION_TIMEOUT is set. */
const defaultTimeoutMs = 1000;

/** A shell's question for the candidates of a value. */
export type ValuesRequest = {
	readonly of: string;
	/** The typed part of the value. */
	readonly current: string;
	/** The words of the line before it. */
	readonly words: readonly string[];
};

export type Out = { write(text: string): void };

/** Prints the completion script of a shell. */
export async function printCompletion(shell: Shell, out: Out): Promise<number> {
	const { completionScript } = await import('../tools/tools.js');
	out.write(completionScript(shell));
	return 0;
}

/**
 * Prints candidates for a completion script, one a line. Every failure prints nothing, as any text would appear in the middle
 * of the typed line. Resolves to the exit code, 0.
 */
export async function printValues({ of, current, words }: ValuesRequest, out: Out): Promise<number> {
	const { valueKinds, valueLines } = await import('../tools/tools.js');
	const kind = valueKinds.find(known => known === of);
	if (kind !== undefined) {
		out.write(await withEngine(words, sources => valueLines(kind, current, sources)).catch(() => ''));
	}
	return 0;
}

async function withEngine(words: readonly string[], use: (sources: Sources) => Promise<string>): Promise<string> {
	const { host, context, demo } = engineWords(words);
	const connector = createConnector({ host, context, isReadOnly: async () => false });
	const signal = AbortSignal.timeout(Number(process.env.PLIMSOLL_COMPLETION_TIMEOUT) || defaultTimeoutMs);
	// A window that asks for a passphrase must not appear because of a Tab. Source: ssh(1), SSH_ASKPASS_REQUIRE.
	process.env.SSH_ASKPASS_REQUIRE = 'never';
	let close = () => {};
	const containers = async () => {
		const { engine } = await connector.open(demo ? 'demo' : 'default', signal);
		close = () => engine?.close();
		return (await engine?.containers.list({ signal })) ?? [];
	};
	try {
		return await use({ contexts: () => connector.contexts(), containers });
	} finally {
		close();
	}
}

/** The flags on an unfinished line that choose the engine. */
function engineWords(words: readonly string[]) {
	const { values } = parseArgs({ args: words.slice(1), options: programFlags, strict: false, allowPositionals: true });
	const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
	return { host: text(values.host), context: text(values.context), demo: values.demo === true };
}
