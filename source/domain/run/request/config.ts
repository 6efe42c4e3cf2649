import type { RunOptions } from '../options.js';
import type { RunVerb } from '../to-argv.js';
import { UsageError } from '../usage-error.js';
import type { RequestContext } from './context.js';
import { orNull } from './endpoint-settings.js';
import { environment, labels } from './environment.js';
import { healthCheck } from './health.js';
import { exposedPorts } from './ports.js';
import { anonymousVolumes } from './storage.js';

/** `Config` of the container as docker CLI 28.2 sends it; undefined fields are left out. Throws UsageError. */
export function containerConfig(options: RunOptions, verb: RunVerb, context: RequestContext): Record<string, unknown> {
	const { AttachStdin, AttachStdout, AttachStderr, StdinOnce } = attachment(options, verb);
	return {
		Hostname: options.hostname,
		Domainname: options.domainname,
		User: options.user,
		AttachStdin,
		AttachStdout,
		AttachStderr,
		ExposedPorts: exposedPorts(options),
		Tty: options.tty,
		OpenStdin: options.interactive,
		StdinOnce,
		Env: environment(options, context),
		Cmd: orNull(options.command),
		Healthcheck: healthCheck(options),
		Image: options.image,
		Volumes: anonymousVolumes(options.mounts),
		WorkingDir: options.workdir,
		Entrypoint: options.entrypoint === undefined ? null : [options.entrypoint],
		OnBuild: null,
		Labels: labels(options, context),
		StopSignal: options.stopSignal || undefined,
		StopTimeout: options.stopTimeout,
	};
}

type Attaching = Pick<RunOptions, 'attach' | 'interactive' | 'detach'>;

/** A detached run attaches no stream. Otherwise `-i` attaches stdin, and both outputs are attached unless `-a` selects streams. */
export function attachment({ attach, interactive, detach }: Attaching, verb: RunVerb) {
	if (verb === 'run' && detach) {
		if (attach.length > 0) {
			throw new UsageError('conflicting options: cannot specify both --attach and --detach', '--detach');
		}
		return { AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false };
	}
	const stdin = interactive || attach.includes('stdin');
	return {
		AttachStdin: stdin,
		AttachStdout: attach.length === 0 || attach.includes('stdout'),
		AttachStderr: attach.length === 0 || attach.includes('stderr'),
		StdinOnce: interactive && stdin,
	};
}
