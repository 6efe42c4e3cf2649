import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileWhole } from '../disk/write-file.js';
import { quote } from '../domain/command.js';
import { maskText } from '../domain/registry/secrets.js';
import { plural } from '../domain/text/plural.js';
import { sanitize } from '../domain/text/sanitize.js';
import type { CommandEntry, State } from '../state/state.js';

/** The report lists the last commands: an error often follows from them. */
const maxReportedCommands = 20;

/**
 * Writes a report of an unexpected error to a file that only its owner can read, and a summary to `out`. `state` is
 * undefined before the dashboard has started. The report contains no secrets: commands never hold any, names and values of
 * the engine's objects are left out, and text that looks like a credential is masked.
 */
export async function reportCrash(
	error: unknown,
	state: State | undefined,
	version: string,
	out: { write(text: string): void },
): Promise<void> {
	const path = join(tmpdir(), `plimsoll-crash-${new Date().toISOString().replace(/[:.]/g, '-')}.txt`);
	const message = error instanceof Error ? error.message : String(error);
	const stack = error instanceof Error ? (error.stack ?? message) : message;
	const report = [
		`plimsoll ${version}, Node ${process.version}, ${process.platform} ${process.arch}`,
		`TERM ${process.env.TERM ?? ''}`,
		...(state ? situation(state) : []),
		'',
		masked(sanitize(stack, { keepNewlines: true }), state),
		'',
		...(state?.commands ?? [])
			.slice(-maxReportedCommands)
			.map(entry => `${entry.status} ${maskText(quote(entry.command.slice(0, 3)))}`),
		'',
	].join('\n');
	const saved = await writeFileWhole(path, report, { onlyNew: true }).then(
		() => `A report without secrets is in ${path}`,
		(failure: unknown) =>
			`A report could not be written: ${failure instanceof Error ? failure.message : String(failure)}`,
	);
	out.write(
		[
			'',
			'plimsoll ended by an error of its own.',
			`  ${masked(sanitize(message), state)}`,
			'',
			`${saved}.`,
			...sent(state),
			'',
		].join('\n'),
	);
}

/** Commands that change nothing, on an engine or a registry. */
const harmless: readonly string[] = ['save', 'logs', 'inspect', 'ps', 'images'];
const changes = ({ command }: CommandEntry): boolean => !harmless.includes(command[1] ?? '');

/** The summary lists at most this many commands. */
const maxListedCommands = 5;

/** Lists the commands under way, which the engine may still carry out, and counts those before. */
function sent(state: State | undefined): string[] {
	const asked = (state?.commands ?? []).filter(changes);
	if (asked.length === 0) {
		return ['Nothing was sent that changes anything: your containers were not touched.'];
	}
	const open = asked.filter(({ status }) => status === 'running');
	const ended = asked.length - open.length;
	const before = ended === 1 ? '1 command had ended before.' : `${ended} commands had ended before.`;
	if (open.length === 0) {
		return [`No command was under way. ${before}`];
	}
	return [
		'Under way when it ended; the engine may have done it, or still do it:',
		...open.slice(-maxListedCommands).map(entry => `  ${masked(sanitize(quote(entry.command)).slice(0, 200), state)}`),
		...(open.length > maxListedCommands ? [`  and ${open.length - maxListedCommands} more`] : []),
		...(ended > 0 ? [before] : []),
	];
}

/** Describes the state in numbers and in plimsoll's own words. */
function situation({ connection, size, pane, focus, modals, lists, host }: State): string[] {
	const open = modals.map(modal => modal.kind).join(' ') || 'none';
	return [
		`terminal ${size.columns}×${size.rows}`,
		`engine ${host?.product ?? '?'} ${host?.version ?? '?'}, API ${host?.apiVersion ?? '?'}, ${connection.status}`,
		`${plural(lists.containers.items.length, 'container')}, ${plural(lists.images.items.length, 'image')}; pane ${pane}, focus ${focus}, modals ${open}`,
	];
}

/** Masks text that looks like a credential, and the values of secret fields. */
function masked(text: string, state: State | undefined): string {
	const typed = (state?.modals ?? []).flatMap(modal => {
		if (modal.kind !== 'form') {
			return [];
		}
		const secret = modal.spec.fields.filter(field => field.kind === 'secret');
		return secret.map(field => String(modal.values[field.name] ?? '')).filter(value => value !== '');
	});
	return maskText(typed.reduce((rest, value) => rest.replaceAll(value, '******'), text));
}
