import { wrapText } from '../../domain/text/wrap-text.js';
import {
	type Command,
	type CommandName,
	commandNames,
	commands,
	exitCodes,
	type Flag,
	type Flags,
	programFlags,
	summary,
} from './table.js';

/** Help fits the narrowest usual terminal, less one column for those that wrap at the last one. */
const width = 79;
/** Descriptions begin at this column. */
const column = 24;

/** The text of `--help`, of plimsoll or of one of its commands. */
export function usageOf(name?: CommandName): string {
	return name === undefined ? programUsage() : commandUsage(name, commands[name]);
}

function programUsage(): string {
	const codes = exitCodes.map(([code, meaning]) => `${code} ${meaning}`).join(', ');
	return [
		'Usage: plimsoll [options]',
		...commandNames.map(name => `       ${synopsis(name, commands[name])}`),
		'',
		...wrapText(summary, width),
		'',
		...flagLines(programFlags),
		'',
		'Commands:',
		...commandNames.flatMap(name => entry(`  ${name}`, commands[name].summary)),
		'',
		...wrapText(`Exit codes: ${codes}.`, width),
		'Press ? inside for the keys.',
		'',
	].join('\n');
}

function commandUsage(name: CommandName, command: Command): string {
	return [
		`Usage: ${synopsis(name, command)}`,
		'',
		...wrapText(`${capitalized(command.summary)}.`, width),
		...command.details.flatMap(paragraph => ['', ...wrapText(paragraph, width)]),
		'',
		...flagLines(command.flags),
		'',
		'Examples:',
		...command.examples.flatMap(({ line, does }) => [`  ${line}`, `      ${does}`]),
		'',
	].join('\n');
}

/** The line that shows how a command is called. */
export function synopsis(name: CommandName, { operand, flags }: Command): string {
	const words = operand === undefined ? [] : [` ${operandText(operand)}`];
	const hasOptions = Object.keys(flags).some(flag => flag !== 'help');
	return `plimsoll ${name}${hasOptions ? ' [options]' : ''}${words.join('')}`;
}

/** The placeholder of an operand, or its words where there are only these. */
export function operandText({ name, completes, many }: NonNullable<Command['operand']>): string {
	return `${Array.isArray(completes) ? completes.join('|') : name}${many ? '...' : ''}`;
}

const flagLines = (flags: Flags): readonly string[] =>
	Object.entries(flags).flatMap(([name, flag]) => entry(`  ${flagText(name, flag)}`, flag.description));

function flagText(name: string, { short, value }: Flag): string {
	return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/** A term with its description beside it. */
function entry(term: string, description: string): readonly string[] {
	const [first = '', ...rest] = wrapText(description, width - column);
	return [`${term.padEnd(column - 1)} ${first}`, ...rest.map(line => ' '.repeat(column) + line)];
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
