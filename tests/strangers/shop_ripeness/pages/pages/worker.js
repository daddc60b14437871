self.here = "{{ here.path }}"
