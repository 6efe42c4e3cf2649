/** Instructions that `docker commit --change` accepts. Source: moby builder/dockerfile/builder.go, validCommitCommands. */
const allowed = [
	'CMD',
	'ENTRYPOINT',
	'ENV',
	'EXPOSE',
	'HEALTHCHECK',
	'LABEL',
	'ONBUILD',
	'STOPSIGNAL',
	'USER',
	'VOLUME',
	'WORKDIR',
];

/** Returns the reason why the engine would reject a `--change` line; undefined when it would accept it. */
export function instructionProblem(line: string): string | undefined {
	const [word = '', ...rest] = line.trim().split(/\s+/);
	if (!allowed.includes(word.toUpperCase())) {
		return `${word} is not a valid change command`;
	}
	return rest.length === 0 ? `${word.toUpperCase()} needs a value` : undefined;
}
