import { sanitize } from '../../../domain/text/sanitize.js';
import type { Session } from '../../../engine/engine.js';

/** The last characters of an output that the command log keeps. */
const maxOutput = 64 * 1024;

/** A session, and a function that returns the end of the text that it has written. */
export type RecordedSession = { readonly session: Session; text(): string };

/** Records what a session without a TTY writes; a TTY's output is a screen and no text. */
export function recorded(session: Session, { tty }: { readonly tty: boolean }): RecordedSession {
	if (tty) {
		return { session, text: () => '' };
	}
	const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
	let text = '';
	async function* output() {
		for await (const chunk of session.output) {
			text = (text + decoders[chunk.stream].decode(chunk.data, { stream: true })).slice(-maxOutput);
			yield chunk;
		}
	}
	return {
		session: {
			output: output(),
			write: data => session.write(data),
			end: () => session.end(),
			resize: size => session.resize(size),
			exitCode: () => session.exitCode(),
			close: () => session.close(),
		},
		text: () => sanitize(text, { keepNewlines: true }),
	};
}
