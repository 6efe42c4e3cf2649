import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import { placeOfService } from '../../../../domain/compose/plan/source-place.js';
import type { State } from '../../../../state/state.js';
import type { ActionContext } from '../../../action.js';
import { editorOf } from '../../user-programs.js';

/** Editors that open a file at a line with `+LINE`. */
const takesLine = /(?:^|\/)(?:vi|vim|nvim|nano|emacs|emacsclient|kak|micro|joe|mg|ne)$/;

/** The reason why no file of a project can be edited here; undefined when they are on this machine. */
export function whyNotHere({ endpoint: { url } }: State): string | undefined {
	if (url.startsWith('ssh:')) {
		return `is not on this machine, but on ${new URL(url).hostname}`;
	}
	return url.startsWith('demo:') ? 'is not on this machine' : undefined;
}

/**
 * Opens the project's file in the user's editor, at the service where the file has one. Resolves to the reason why it was not
 * edited; undefined when it was.
 */
export async function editFile(
	context: ActionContext,
	{ files, reading }: Pick<PlannedProject, 'files'> & { readonly reading: PlannedProject['reading'] | undefined },
	service: string,
): Promise<string | undefined> {
	const place = reading && placeOfService(reading.sources, service);
	const path = place?.path ?? files.configFiles[0] ?? reading?.sources[0]?.path;
	if (path === undefined) {
		return `${files.name}: no file to edit`;
	}
	const elsewhere = whyNotHere(context.getState());
	if (elsewhere !== undefined) {
		return `${path} ${elsewhere}`;
	}
	const { env } = context.surroundings;
	const editor = editorOf(env);
	const at = place !== undefined && takesLine.test(editor[0] ?? '') ? [`+${place.line}`] : [];
	const end = await context.terminal.run({ argv: [...editor, ...at, path], env });
	if (typeof end === 'string') {
		return end;
	}
	return end === 0 ? undefined : `${editor[0]} has exited with exit status ${end}`;
}
