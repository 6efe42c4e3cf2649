import { defaultDetachKeys, detachTitle, parseDetachKeys } from '../../../domain/session/detach-keys.js';
import type { SessionEnd, SessionStage } from '../../../domain/session/session-stage.js';
import { isInteractiveShell } from '../../../domain/session/shell-program.js';
import type { ActionContext } from '../../action.js';

/** The keys that leave a session, as docker's config file sets them. */
export type DetachKeys = {
	/** As the engine is told; empty for its default. */
	readonly setting: string;
	/** Whether the engine takes the setting: an invalid one it refuses in its own words. */
	readonly isValid: boolean;
	readonly bytes: readonly number[];
	/** `Ctrl-p Ctrl-q`. */
	readonly title: string;
};

/** Reads the keys anew, as each docker command does. */
export async function detachKeysOf({ surroundings, fetch }: ActionContext): Promise<DetachKeys> {
	const setting = await fetch(() => surroundings.detachKeys());
	const known = setting === '' ? defaultDetachKeys : parseDetachKeys(setting);
	const bytes = known ?? defaultDetachKeys;
	return { setting, isValid: known !== undefined, bytes, title: detachTitle(bytes) };
}

/** A shell for a person: `bash in web · exit or Ctrl-d leaves`. */
export const shellStage = (title: string, keys: DetachKeys): SessionStage => ({
	title,
	leave: 'exit or Ctrl-d leaves',
	tty: true,
	detachKeys: keys.bytes,
	keepsError: false,
});

/** A command that was asked for by name, and whose output is what it was run for. */
export function execStage(
	container: string,
	{ command, tty, stdin }: { command: readonly string[]; tty: boolean; stdin: boolean },
	keys: DetachKeys,
): SessionStage {
	const title = `${command.join(' ')} in ${container}`;
	if (tty && isInteractiveShell(command)) {
		return shellStage(title, keys);
	}
	const plain = `${stdin ? 'Ctrl-d ends its input · ' : ''}Ctrl-c leaves it running`;
	const leave = tty ? `${keys.title} leaves it running` : plain;
	return { title, leave, tty, detachKeys: keys.bytes, keepsError: true };
}

/** The main process of a container; without a terminal, Ctrl-c is a signal to it. */
export const mainStage = (
	title: string,
	{ tty, keepsError }: { tty: boolean; keepsError: boolean },
	keys: DetachKeys,
): SessionStage => ({
	title,
	leave: `${tty ? '' : 'Ctrl-c stops it · '}${keys.title} leaves it running`,
	tty,
	detachKeys: keys.bytes,
	keepsError,
});

/** How a session with a container's main process ended. */
export function endWords(name: string, end: SessionEnd): string {
	switch (end.kind) {
		case 'left':
			return `Left ${name}; it goes on`;
		case 'cut':
			return `The connection to ${name} was lost; the list shows whether it goes on`;
		case 'ended':
			return `${name} ended with exit code ${end.code}`;
	}
}
