import {
	type Command,
	commandNames,
	commands,
	type Example,
	environment,
	exitCodes,
	type Flag,
	type Flags,
	files,
	programFlags,
	revised,
	summary,
} from '../../source/cli/command-line/table.js';
import { capitalized, operandText } from '../../source/cli/command-line/usage.js';

/** The man page, from the table of flags. Source of the macros: man(7), groff_man_style(7). */
export function manPage(version: string): string {
	return [
		'.\\" Generated from the table of flags: npm run docs',
		`.TH PLIMSOLL 1 ${revised} "plimsoll ${version}" "User Commands"`,
		'.SH NAME',
		'plimsoll \\- Docker dashboard for the terminal',
		'.SH SYNOPSIS',
		'.B plimsoll',
		'.RI [ options ]',
		...commandNames.flatMap(name => ['.br', `.B plimsoll ${name}`, ...operandOf(commands[name])]),
		'.SH DESCRIPTION',
		escaped(summary),
		'.PP',
		'Press ? inside for the keys.',
		'.SH OPTIONS',
		...flagLines(programFlags),
		'.SH COMMANDS',
		...commandNames.flatMap(name => commandLines(name, commands[name])),
		'.SH ENVIRONMENT',
		...environment.flatMap(([name, meaning]) => tagged([`.B ${escaped(name)}`], sentence(meaning))),
		'.SH FILES',
		...files.flatMap(([name, meaning]) => tagged([`.I ${escaped(name)}`], sentence(meaning))),
		'.SH EXIT STATUS',
		...exitCodes.flatMap(([code, meaning]) => tagged([`.B ${code}`], sentence(meaning))),
		'.SH EXAMPLES',
		...Object.values<Flag>(programFlags).flatMap(({ example }) => (example === undefined ? [] : exampleLines(example))),
		...commandNames.flatMap(name => commands[name].examples.flatMap(exampleLines)),
		'.SH SEE ALSO',
		'.BR docker (1)',
		'',
	].join('\n');
}

const operandOf = ({ operand, flags }: Command): readonly string[] => [
	...(Object.keys(flags).length > 1 ? ['.RI [ options ]'] : []),
	...(operand === undefined ? [] : [`.I ${escaped(operandText(operand))}`]),
];

function commandLines(name: string, command: Command): readonly string[] {
	return [
		`.SS plimsoll ${name}`,
		sentence(command.summary),
		...command.details.flatMap(paragraph => ['.PP', escaped(paragraph)]),
		...flagLines(command.flags),
	];
}

const flagLines = (flags: Flags): readonly string[] =>
	Object.entries(flags).flatMap(([name, flag]) => {
		const words = [...(flag.short === undefined ? [] : [`-${flag.short}`]), `--${name}`].map(escaped).join(', ');
		const term = flag.value === undefined ? `.B ${words}` : `.BI "${words} " ${flag.value}`;
		return tagged(
			[term],
			`${sentence(flag.description)}${flag.details === undefined ? '' : `\n${escaped(flag.details)}`}`,
		);
	});

const tagged = (term: readonly string[], text: string): readonly string[] => ['.TP', ...term, text];

const exampleLines = ({ line, does }: Example): readonly string[] => [
	'.TP',
	`.B ${escaped(line).replaceAll('"', '\\(dq')}`,
	sentence(does),
];

const sentence = (text: string): string => `${escaped(capitalized(text))}.`;

/** Text that troff prints as it is: hyphens that can be copied, and no line that is a request. */
function escaped(text: string): string {
	return text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll("'", '\\(aq')
		.replaceAll('~', '\\(ti')
		.replaceAll('^', '\\(ha')
		.replaceAll('`', '\\(ga')
		.replace(/^\./gm, '\\&.');
}
