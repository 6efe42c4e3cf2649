import { EngineError } from '../../errors.js';
import type { ContainerConfig } from '../world/model.js';

/** Applies Dockerfile instructions (`CMD ["sh"]`, `ENV A=b`) to a config, as `docker commit --change` does. */
export function applyChanges(config: ContainerConfig, changes: readonly string[]): ContainerConfig {
	return changes.reduce(applyChange, config);
}

function applyChange(config: ContainerConfig, change: string): ContainerConfig {
	const [, instruction = '', rest = ''] = /^\s*(\w+)\s+([\s\S]*)$/.exec(change) ?? [];
	switch (instruction.toUpperCase()) {
		case 'CMD':
			return { ...config, Cmd: command(rest) };
		case 'ENTRYPOINT':
			return { ...config, Entrypoint: command(rest) };
		case 'ENV': {
			const entry = rest.includes('=') ? rest : rest.replace(/\s+/, '=');
			const name = entry.split('=')[0];
			return {
				...config,
				Env: [...(config.Env ?? []).filter(other => other.split('=')[0] !== name), entry.replace(/="(.*)"$/, '=$1')],
			};
		}
		case 'WORKDIR':
			return { ...config, WorkingDir: rest };
		case 'USER':
			return { ...config, User: rest };
		case 'EXPOSE':
			return {
				...config,
				ExposedPorts: {
					...config.ExposedPorts,
					...Object.fromEntries(rest.split(/\s+/).map(port => [port.includes('/') ? port : `${port}/tcp`, {}])),
				},
			};
		case 'VOLUME':
			return { ...config, Volumes: { ...config.Volumes, [rest]: {} } };
		case 'LABEL': {
			const split = rest.indexOf('=');
			return {
				...config,
				Labels: { ...config.Labels, [rest.slice(0, split)]: rest.slice(split + 1).replace(/^"(.*)"$/, '$1') },
			};
		}
		default:
			throw new EngineError('bad-request', `${instruction.toLowerCase() || change} is not a valid change command`);
	}
}

/** Reads `["a", "b"]`, or a line for the shell. */
function command(text: string): readonly string[] {
	try {
		const parsed: unknown = JSON.parse(text);
		if (Array.isArray(parsed) && parsed.every(word => typeof word === 'string')) {
			return parsed;
		}
	} catch {
		// Not JSON: the shell form.
	}
	return ['/bin/sh', '-c', text];
}
