/** Instructions that `docker commit --change` takes. Source: moby builder/dockerfile/builder.go, validCommitCommands. */
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

/** Why a line cannot be a change of a commit; undefined when the engine would read it. */
export function instructionProblem(line: string): string | undefined {
	const [word = '', ...rest] = line.trim().split(/\s+/);
	if (!allowed.includes(word.toUpperCase())) return `${word} is not a valid change command`;
	return rest.length === 0 ? `${word.toUpperCase()} needs a value` : undefined;
}
