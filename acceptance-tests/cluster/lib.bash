# shellcheck shell=bash
# Sourced by the scripts of this folder: the settings, who of the machine's processes is ours, and the one way to stop and clean.
# Every variable here is for the scripts that source this file.
# shellcheck disable=SC2034
set -euo pipefail
umask 022
say() { printf '%s\n' "$*" >&2; }
die() { failed_at=''; say "cluster: $*"; exit 1; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
name=${CLUSTER_NAME:-slipway}                 # names the bridge, the cgroup and the folder in /run
if [[ $name == slipway ]]; then dir=/var/lib/slipway-cluster; else dir=/var/lib/slipway-cluster-$name; fi
dir=${CLUSTER_DIR:-$dir}
api=${CLUSTER_API_PORT:-6443}                 # the other six ports follow from it
net=${CLUSTER_NET:-10.244}                    # pods: $net.0.0/22
svc=${CLUSTER_SVC:-10.96}                     # services: $svc.0.0/16
dns=${CLUSTER_DNS:-127.0.0.53}                # name server of the pods; the default answers nothing, at once
proxy=${CLUSTER_PROXY:-}                      # kube-proxy, or rule: see README.md
[[ $proxy ]] || { if [[ $name == slipway ]]; then proxy=kube-proxy; else proxy=rule; fi; }
image_set=${CLUSTER_IMAGES:-all}              # all, or minimal: pause and busybox
cache=${CLUSTER_CACHE:-$dir/cache}
kube_version=1.34.4

[[ $api =~ ^[1-9][0-9]{0,4}$ && $api -le 65529 ]] || die "CLUSTER_API_PORT='$api' is not a port from 1 to 65529"
etcd_port=$((api + 1)) peer_port=$((api + 2)) kubelet_port=$((api + 3)) proxy_port=$((api + 4))
registry_port=$((api + 5)) locked_registry_port=$((api + 6))
pods=$net.0.0/22
bridge=$name-cni0
mark=$name-cluster                            # comment of our iptables rules, name of our cgroup
run=/run/$mark
sock=$run/containerd.sock
sysctl_before=/run/slipway-cluster-sysctl     # the kernel's settings before the first of our clusters; the last one restores them
tools=$dir/packages
components=(etcd containerd kube-apiserver kube-controller-manager kube-scheduler kubelet)
[[ $proxy == kube-proxy ]] && components+=(kube-proxy)
PATH=$tools/usr/bin:$tools/usr/sbin:$PATH:/usr/local/go/bin:/usr/sbin:/sbin

[[ $name =~ ^[a-z][a-z0-9]{0,9}$ ]] || die "CLUSTER_NAME='$name' is not usable: one to ten of a-z and 0-9, a letter first"
[[ $dir == /?*/?* ]] || die "CLUSTER_DIR='$dir' is not usable: an absolute path at least two folders deep is needed"
[[ $proxy == kube-proxy || $proxy == rule ]] || die "CLUSTER_PROXY='$proxy' is neither 'kube-proxy' nor 'rule'"
[[ $image_set == all || $image_set == minimal ]] || die "CLUSTER_IMAGES='$image_set' is neither 'all' nor 'minimal'"

need_root() { [[ $(id -u) == 0 ]] || die "must be root: containers, network and mounts are made directly"; }

need_own_name() { # else the bridge and the folder in /run would be another cluster's
  local owner
  owner=$(cat "$run/owner" 2>/dev/null) || return 0
  [[ $owner == "$dir" ]] || ! grep -qszxF "SLIPWAY_CLUSTER=$owner" /proc/[0-9]*/environ 2>/dev/null ||
    die "the name '$name' is that of the running cluster in $owner; set another CLUSTER_NAME"
}

# One script at a time per cluster. The lock goes with this process, however it ends; daemons are started without it.
lock() {
  while :; do
    mkdir -p "$dir"
    exec 9>"$dir/lock"
    flock -n 9 || { say "waiting for another up or down of $dir"; flock 9; }
    [[ $dir/lock -ef /proc/self/fd/9 ]] && return # else a `down --all` removed it meanwhile
  done
}

# Our processes carry two variables in their environment: which cluster, which component. A pid file alone would mislead
# after a hard stop, when another process may have the number. A shim of a container inherits containerd's.
pids_of_cluster() { grep -lszxF "SLIPWAY_CLUSTER=$dir" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true; }
component_pid() { # COMPONENT: its pid, or status 1 when it does not run
  local pid
  pid=$(cat "$dir/run/$1.pid" 2>/dev/null) && [[ $pid ]] || return 1
  grep -qszxF "SLIPWAY_CLUSTER=$dir" "/proc/$pid/environ" && grep -qszxF "SLIPWAY_COMPONENT=$1" "/proc/$pid/environ" && echo "$pid"
}
launch() { # COMPONENT COMMAND...
  local component=$1
  shift
  SLIPWAY_CLUSTER=$dir SLIPWAY_COMPONENT=$component setsid "$@" >>"$dir/log/$component.log" 2>&1 </dev/null 9>&- &
  echo $! >"$dir/run/$component.pid"
  disown # no word about it when it is killed
}
cgroups() { # our folder in each hierarchy (version 1) or in the only one (version 2)
  local folder
  for folder in "/sys/fs/cgroup/$mark" /sys/fs/cgroup/*/"$mark"; do [[ ! -d $folder ]] || echo "$folder"; done
}
pids_of_containers() {
  local folder
  cgroups | while read -r folder; do find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null || true; done | sort -u
}
other_kubernetes() { # is there a kubelet or kube-proxy in our network that is not of this cluster?
  local file pid
  for file in $({ grep -lszxE 'SLIPWAY_COMPONENT=(kubelet|kube-proxy)' /proc/[0-9]*/environ; grep -lsxE 'kubelet|kube-proxy|k3s.*' /proc/[0-9]*/comm; } 2>/dev/null); do
    pid=$(cut -d/ -f3 <<<"$file")
    [[ /proc/$pid/ns/net -ef /proc/self/ns/net ]] && ! grep -qszxF "SLIPWAY_CLUSTER=$dir" "/proc/$pid/environ" && return 0
  done
  return 1
}

kill_all() { # kubelet goes first, or it would start containers anew; no process is worth a farewell: its state is removed
  local pids round pid
  for pid in $(component_pid kubelet) $(component_pid containerd); do kill -9 "$pid" 2>/dev/null || true; done
  for round in {1..100}; do
    pids=$(pids_of_cluster; pids_of_containers)
    [[ $pids ]] || return 0
    # shellcheck disable=SC2086
    kill -9 $pids 2>/dev/null || true
    sleep 0.05
  done
  die "these processes do not end: $(tr '\n' ' ' <<<"$pids")"
}
unmount_all() {
  local round mounts
  for round in 1 2 3; do
    mounts=$(awk -v a="$dir/" -v b="$run/" 'index($5, a) == 1 || index($5, b) == 1 {print $5}' /proc/self/mountinfo | sort -r)
    [[ $mounts ]] || return 0
    while read -r mount; do umount -l "$(printf '%b' "$mount")" 2>/dev/null || true; done <<<"$mounts"
  done
}
clean_firewall() { # IPTABLES 0|1: rules with our mark; with 1 also the chains that kubelet and kube-proxy made
  command -v "$1-save" >/dev/null || return 0
  "$1-save" 2>/dev/null | awk -v mark="$mark" -v kube="$2" '
    /^\*/ { table = $0; flush = rules = chains = "" }
    /^:KUBE-/ && kube { chain = substr($1, 2); flush = flush ":" chain " - [0:0]\n"; chains = chains "-X " chain "\n" }
    /^-A / && !/^-A KUBE-/ && ($0 ~ "--comment \"?" mark "\"?( |$)" || kube && / -j KUBE-/) { rule = $0; sub(/^-A/, "-D", rule); rules = rules rule "\n" }
    /^COMMIT/ && flush rules != "" { printf "%s\n%s%s%sCOMMIT\n", table, flush, rules, chains }' | "$1-restore" --noflush
}
stop_and_clean() { # leaves the binary, packages, certificates and images; takes everything else that a cluster leaves behind
  local folder link last=0
  kill_all
  other_kubernetes || last=1
  unmount_all
  if command -v ip >/dev/null; then
    for link in $(ip -o link show master "$bridge" 2>/dev/null | awk -F': ' '{sub("@.*", "", $2); print $2}' || true); do ip link delete "$link" 2>/dev/null || true; done
    ip link delete "$bridge" 2>/dev/null || true
  fi
  clean_firewall iptables "$last"
  clean_firewall ip6tables "$last"
  cgroups | while read -r folder; do
    for _ in {1..20}; do find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true; [[ -d $folder ]] || break; sleep 0.05; done
  done
  if ((last)); then
    while IFS='=' read -r key value; do sysctl -qw "$key=$value" || true; done < <(cat "$sysctl_before" 2>/dev/null)
    rm -rf "$sysctl_before" /var/lib/kubelet/device-plugins
    rmdir /var/lib/kubelet 2>/dev/null || true
  fi
  rm -rf "$run" "$dir"/{etcd,kubelet,cni,run,pod-logs} "/var/lib/cni/results/$name-"*
  find /var/log/containers -lname "$dir/*" -delete 2>/dev/null || true
}

quiet_apt() { apt-get -q -y -o APT::Sandbox::User=root "$@" >"$dir/log/apt.log" 2>&1; }
install_packages() { # NAME...
  { quiet_apt update && DEBIAN_FRONTEND=noninteractive quiet_apt install --no-remove --no-install-recommends "$@"; } || die "apt-get could not install $*: $(tail -n 1 "$dir/log/apt.log"); see $dir/log/apt.log"
}
unpack_package() { # NAME FOLDER: a Debian package's files, without installing it
  local download=$dir/download
  rm -rf "$download"
  mkdir "$download"
  cd "$download"
  quiet_apt download "$1" || { quiet_apt update && quiet_apt download "$1"; } || die "apt-get could not download $1: $(tail -n 1 "$dir/log/apt.log"); see $dir/log/apt.log"
  dpkg -x "$1"_*.deb "$2"
  cd "$dir"
  rm -rf "$download"
}
ctr_k8s() { ctr --address "$sock" --namespace k8s.io "$@"; }
snapshotter() { if [[ $(stat -f -c %T "$dir") == overlayfs ]]; then echo native; else echo overlayfs; fi; } # overlay does not stack
ticker='' work='' failed_at=''
at_exit() {
  local status=$?
  [[ $status == 0 || ! $failed_at ]] || say "cluster: failed with status $status at $failed_at"
  [[ ! $ticker ]] || kill "$ticker" 2>/dev/null || true
  [[ ! $work ]] || rm -rf "$work"
}
trap at_exit EXIT
set -E
trap 'failed_at="${BASH_SOURCE[0]##*/} line $LINENO: $BASH_COMMAND"' ERR # so that no command fails without a word
progress() { # WHAT: a sign of life every 20 s, until progress_end or this script's end
  local what=$1 began=$SECONDS
  (
    trap 'kill $!; exit' TERM
    while sleep 20 & wait $! && kill -0 $$ 2>/dev/null; do say "      $what: $((SECONDS - began)) s"; done
  ) 9>&- &
  ticker=$!
}
progress_end() {
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  ticker=''
}
