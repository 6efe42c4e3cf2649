import type {
	ContainerDetail,
	HealthProbe,
	Limits,
	Mount,
	NetworkAttachment,
	Port,
	RestartPolicy,
} from '../../../domain/nouns/container.js';
import { sanitize, sanitizeDeep } from '../../../domain/text/sanitize.js';
import { toHealth, toProtocol, uniquePorts } from './container.js';
import { count, flag, object, objects, optionalText, type Raw, text, texts, time } from './values.js';

/** The answer of `GET /containers/{id}/json`. */
export function toContainerDetail(value: unknown): ContainerDetail {
	const raw = object(value);
	const state = object(raw.State);
	const config = object(raw.Config);
	const host = object(raw.HostConfig);
	const network = object(raw.NetworkSettings);
	const health = object(state.Health);
	return {
		id: text(raw.Id),
		startedAt: time(state.StartedAt),
		finishedAt: time(state.FinishedAt),
		exitCode: count(state.ExitCode),
		oomKilled: flag(state.OOMKilled),
		error: text(state.Error),
		restartCount: count(raw.RestartCount),
		pid: count(state.Pid),
		tty: flag(config.Tty),
		openStdin: flag(config.OpenStdin),
		autoRemove: flag(host.AutoRemove),
		privileged: flag(host.Privileged),
		limits: toLimits(host),
		restartPolicy: toRestartPolicy(host.RestartPolicy),
		entrypoint: texts(config.Entrypoint),
		cmd: texts(config.Cmd),
		env: texts(config.Env),
		user: text(config.User),
		workdir: text(config.WorkingDir),
		hostname: text(config.Hostname),
		mounts: objects(raw.Mounts).map(toMount),
		networks: Object.entries(object(network.Networks)).map(([name, endpoint]) => toAttachment(name, object(endpoint))),
		ports: toPorts(config.ExposedPorts, network.Ports),
		health: toHealth(health.Status),
		probes: objects(health.Log).map(toProbe),
		raw: sanitizeDeep(value, { keepNewlines: true }),
	};
}

function toLimits(host: Raw): Limits {
	return {
		nanoCpus: count(host.NanoCpus),
		cpuPeriod: count(host.CpuPeriod),
		cpuQuota: count(host.CpuQuota),
		cpusetCpus: text(host.CpusetCpus),
		cpuShares: count(host.CpuShares),
		memory: count(host.Memory),
		memorySwap: count(host.MemorySwap),
		memoryReservation: count(host.MemoryReservation),
		pids: count(host.PidsLimit),
	};
}

function toRestartPolicy(value: unknown): RestartPolicy {
	const { Name, MaximumRetryCount } = object(value);
	const name = Name === 'always' || Name === 'unless-stopped' || Name === 'on-failure' ? Name : 'no';
	return { name, maximumRetryCount: count(MaximumRetryCount) };
}

function toMount(raw: Raw): Mount {
	return {
		type: text(raw.Type),
		...optionalText('name', raw.Name),
		source: text(raw.Source),
		destination: text(raw.Destination),
		readWrite: raw.RW !== false,
		...optionalText('driver', raw.Driver),
	};
}

function toAttachment(name: string, raw: Raw): NetworkAttachment {
	return {
		name: text(name),
		networkId: text(raw.NetworkID),
		ip: text(raw.IPAddress),
		ipv6: text(raw.GlobalIPv6Address),
		gateway: text(raw.Gateway),
		mac: text(raw.MacAddress),
		aliases: texts(raw.Aliases),
	};
}

/** Merges the exposed ports with the ports that the engine has bound: `{"80/tcp": [{HostIp, HostPort}] | null}`. */
function toPorts(exposed: unknown, bound: unknown): Port[] {
	const bindings = object(bound);
	const published = Object.entries(bindings).flatMap(([key, value]) => {
		const port = toPort(key);
		const hosts = objects(value);
		if (hosts.length === 0) {
			return [port];
		}
		return hosts.map(host => ({ ...port, ...optionalText('ip', host.HostIp), hostPort: Number(text(host.HostPort)) }));
	});
	const others = Object.keys(object(exposed)).filter(key => !(key in bindings));
	return uniquePorts([...published, ...others.map(toPort)]);
}

function toPort(key: string): Port {
	const [port, protocol] = key.split('/');
	return { containerPort: Number(port), protocol: toProtocol(protocol) };
}

function toProbe(raw: Raw): HealthProbe {
	const output = typeof raw.Output === 'string' ? sanitize(raw.Output, { keepNewlines: true }) : '';
	return { at: time(raw.Start), exitCode: count(raw.ExitCode), output };
}
