"""A camera for the tests: GStreamer's RTSP server plays an H.264 MP4 file from its start to each client, on loopback.

    camera.py --check                                says what is missing and exits with 1, or with 0
    camera.py PORT CLIP [USER PASSWORD]              prints "ready PORT", then serves rtsp://127.0.0.1:PORT/camera
    camera.py PORT CLIP --tls KEY_AND_CERTIFICATE    the same over TLS, rtsps
"""
import sys

try:
    import gi

    gi.require_version("Gst", "1.0")
    gi.require_version("GstRtspServer", "1.0")
    from gi.repository import Gio, GLib, Gst, GstRtspServer
except (ImportError, ValueError) as missing:
    sys.exit(str(missing))

Gst.init(None)
if sys.argv[1] == "--check":
    missing = [name for name in ("qtdemux", "h264parse", "rtph264pay") if not Gst.ElementFactory.find(name)]
    if not Gio.TlsBackend.get_default().supports_tls():
        missing.append("TLS")
    sys.exit(", ".join(missing) or 0)

port, clip, *credentials = sys.argv[1:]
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(f"( filesrc location={clip} ! qtdemux ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 config-interval=-1 )")
factory.set_shared(True)
if credentials:
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "viewer")
    if credentials[0] == "--tls":
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(credentials[1]))
        auth.set_default_token(token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(*credentials), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)
server.get_mount_points().add_factory("/camera", factory)
if not server.attach(None):
    sys.exit(f"port {port} is taken")
print(f"ready {server.get_bound_port()}", flush=True)
GLib.MainLoop().run()
