import { defaultDetachKeys, detachTitle, parseDetachKeys } from '../../../domain/session/detach-keys.js';
import { exitWords } from '../../../domain/session/exit-words.js';
import type { SessionEnd, SessionStage } from '../../../domain/session/session-stage.js';
import { isInteractiveShell } from '../../../domain/session/shell-program.js';
import type { ActionContext } from '../../action.js';

/** The keys that leave a session, as docker's config file sets them. */
export type DetachKeys = {
	/** The setting to send to the engine; empty for its default. */
	readonly setting: string;
	/** False for a setting that the engine will refuse, in its own words. */
	readonly isValid: boolean;
	readonly bytes: readonly number[];
	/** `Ctrl-p Ctrl-q`. */
	readonly title: string;
};

/** The keys of the flag `--detach-keys`; without it those of the config file, as each docker command reads them. */
export async function detachKeysOf({ surroundings, fetch }: ActionContext, flag = ''): Promise<DetachKeys> {
	const setting = flag || (await fetch(() => surroundings.detachKeys()));
	const known = setting === '' ? defaultDetachKeys : parseDetachKeys(setting);
	const bytes = known ?? defaultDetachKeys;
	return { setting, isValid: known !== undefined, bytes, title: detachTitle(bytes) };
}

/** The stage of an interactive shell: `bash in web · exit or Ctrl-d leaves`. */
export const shellStage = (title: string, keys: DetachKeys): SessionStage => ({
	title,
	leave: 'exit or Ctrl-d leaves',
	tty: true,
	detachKeys: keys.bytes,
	keepsOutput: false,
});

/** The stage of a command from the form, whose output matters more than its session. */
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
	return { title, leave, tty, detachKeys: keys.bytes, keepsOutput: true };
}

/** The stage of a container's main process. Without a TTY, Ctrl-c is a signal to it. */
export const mainStage = (
	title: string,
	{ tty, keepsOutput }: { tty: boolean; keepsOutput: boolean },
	keys: DetachKeys,
): SessionStage => ({
	title,
	leave: `${tty ? '' : 'Ctrl-c stops it · '}${keys.title} leaves it running`,
	tty,
	detachKeys: keys.bytes,
	keepsOutput,
});

/** A sentence about the end of a session with a container's main process. */
export function endWords(name: string, end: SessionEnd): string {
	switch (end.kind) {
		case 'left':
			return `Left ${name}. It keeps running.`;
		case 'cut':
			return `The connection to ${name} was lost. The list shows if it is still running.`;
		case 'ended':
			return `${name} ended with exit code ${exitWords(end.code)}`;
	}
}
