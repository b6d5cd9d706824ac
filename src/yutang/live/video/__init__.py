"""Video 直播画面: what a camera, file or stream sends becomes HLS files in a folder.

Free of Django. `timeline`, `playlist`, `folder` and `status` are also free of PyAV, so that the
gate and the pages may import them; everything else runs in a process of its own.
"""
