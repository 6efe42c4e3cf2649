import type { ContainerConfig, ImageRecord } from '../world/model.js';
import type { Program } from './program.js';
import { programNamed } from './programs.js';

const shells = new Set(['sh', 'ash', 'bash']);

/** Returns the program of a container: the image's program, unless the config replaces its command. */
export function programOf(image: ImageRecord | undefined, config: ContainerConfig, name?: string): Program {
	if (name) {
		return programNamed(name);
	}
	const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
	const own = [...(image?.config.Entrypoint ?? []), ...(image?.config.Cmd ?? [])];
	const isOwn = command.length === own.length && command.every((word, index) => word === own[index]);
	if (image && isOwn && image.program !== 'shell') {
		return programNamed(image.program);
	}
	const first = command[0]?.split('/').at(-1) ?? '';
	return {
		...programNamed('shell'),
		name: shells.has(first) ? 'shell' : first,
		script: command,
		processes: [command.join(' ')],
	};
}
